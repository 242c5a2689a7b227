import { Fault, type FaultCode } from '../../fault.ts'

/** A refusal with its reason for programs beside the text. */
export const refuse = (code: FaultCode, reason: string, message: string, detail: object = {}): Fault =>
  new Fault(code, message, { ...detail, reason })
