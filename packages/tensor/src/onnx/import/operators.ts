import type { Operators } from './call.ts'
import { elementwise } from './elementwise.ts'
import { normalization } from './normalization.ts'
import { plumbing } from './plumbing.ts'
import { pooling } from './pooling.ts'
import { products } from './products.ts'
import { recurrent } from './recurrent.ts'
import { reductions } from './reductions.ts'
import { resizing } from './resize.ts'
import { selection } from './selection.ts'
import { shapes } from './shapes.ts'

/** Every operator of the standard that can be imported. */
export const operators: Operators = {
  ...elementwise,
  ...normalization,
  ...plumbing,
  ...pooling,
  ...products,
  ...recurrent,
  ...reductions,
  ...resizing,
  ...selection,
  ...shapes,
}
