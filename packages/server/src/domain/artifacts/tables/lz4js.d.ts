declare module 'lz4js' {
  /** Unpacks a frame into at most `maxSize` bytes. */
  export function decompress(input: Uint8Array, maxSize?: number): Uint8Array
}
