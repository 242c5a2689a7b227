import { faultIn } from './format-error.ts'
import { PICKLE_FIELD } from './unpickle.ts'

/** A file of PyTorch that lies about its tensors. */
export const torchFault = faultIn('pytorch')

/** A file of PyTorch that holds more than tensors and plain containers. */
export const torchRefusal = (message: string) => torchFault(message, PICKLE_FIELD)
