/** Memory that grows in place; sizes in pages of 64 KiB. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer
  grow(pages: number): number
}

/** As much of the global as is used here: its types come with the DOM's, which this package does without. */
interface Api {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean
  Memory: new (settings: { initial: number; maximum: number; shared: true }) => SharedMemory
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  Instance: new (
    module: object,
    imports: { env: { memory: SharedMemory } },
  ) => { exports: Record<string, unknown> }
}

export const { validate, Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: Api })
  .WebAssembly
