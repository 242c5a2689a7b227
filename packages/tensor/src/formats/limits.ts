/** Bounds shared by all readers. They sit far above real models and far below what could hurt a server. */

/** Tensors in one file. The largest published models have some ten thousand. */
export const MAX_TENSORS = 100_000
/** Dimensions of one tensor; NumPy's own limit. */
export const MAX_RANK = 64
/** Bytes in the name of a tensor, value or operator. */
export const MAX_NAME_BYTES = 4096
