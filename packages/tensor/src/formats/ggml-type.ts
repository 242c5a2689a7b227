/** A GGML tensor type: elements come in blocks of `block`, each `bytes` long. */
export interface GgmlType {
  /** A `Dtype` for plain elements, GGML's own name for quantised ones. */
  name: string
  block: number
  bytes: number
}

/**
 * GGML's tensor types by number (`enum ggml_type`, ggml.h; block sizes from ggml-common.h). 4 and 5 were
 * removed before GGUF began; 31 to 33 and 36 to 38 are repacked forms that old files still hold.
 */
export const GGML_TYPES: ReadonlyMap<number, GgmlType> = new Map(
  (
    [
      [0, 'float32', 1, 4],
      [1, 'float16', 1, 2],
      [2, 'Q4_0', 32, 18],
      [3, 'Q4_1', 32, 20],
      [6, 'Q5_0', 32, 22],
      [7, 'Q5_1', 32, 24],
      [8, 'Q8_0', 32, 34],
      [9, 'Q8_1', 32, 36],
      [10, 'Q2_K', 256, 84],
      [11, 'Q3_K', 256, 110],
      [12, 'Q4_K', 256, 144],
      [13, 'Q5_K', 256, 176],
      [14, 'Q6_K', 256, 210],
      [15, 'Q8_K', 256, 292],
      [16, 'IQ2_XXS', 256, 66],
      [17, 'IQ2_XS', 256, 74],
      [18, 'IQ3_XXS', 256, 98],
      [19, 'IQ1_S', 256, 50],
      [20, 'IQ4_NL', 32, 18],
      [21, 'IQ3_S', 256, 110],
      [22, 'IQ2_S', 256, 82],
      [23, 'IQ4_XS', 256, 136],
      [24, 'int8', 1, 1],
      [25, 'int16', 1, 2],
      [26, 'int32', 1, 4],
      [27, 'int64', 1, 8],
      [28, 'float64', 1, 8],
      [29, 'IQ1_M', 256, 56],
      [30, 'bfloat16', 1, 2],
      [31, 'Q4_0_4_4', 32, 18],
      [32, 'Q4_0_4_8', 32, 18],
      [33, 'Q4_0_8_8', 32, 18],
      [34, 'TQ1_0', 256, 54],
      [35, 'TQ2_0', 256, 66],
      [36, 'IQ4_NL_4_4', 32, 18],
      [37, 'IQ4_NL_4_8', 32, 18],
      [38, 'IQ4_NL_8_8', 32, 18],
      [39, 'MXFP4', 32, 17],
      [40, 'NVFP4', 64, 36],
      [41, 'Q1_0', 128, 18],
      [42, 'Q2_0', 64, 18],
    ] as const
  ).map(([code, name, block, bytes]) => [code, { name, block, bytes }]),
)
