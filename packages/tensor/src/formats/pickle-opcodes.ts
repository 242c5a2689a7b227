/**
 * What follows an opcode: a fixed number of bytes; a length in so many bytes and then so much data (kept as
 * text where it may name a module); lines of text; or nothing.
 */
export type PickleArgument =
  | { kind: 'fixed'; bytes: 0 | 1 | 2 | 4 | 8 }
  | { kind: 'counted'; lengthBytes: 1 | 4 | 8; isText: boolean; isSigned: boolean }
  | { kind: 'lines'; lines: 1 | 2 }

export interface PickleOpcode {
  name: string
  argument: PickleArgument
}

const fixed = (bytes: 0 | 1 | 2 | 4 | 8): PickleArgument => ({ kind: 'fixed', bytes })
const counted = (lengthBytes: 1 | 4 | 8, isText = false, isSigned = false): PickleArgument => ({
  kind: 'counted',
  lengthBytes,
  isText,
  isSigned,
})
const lines = (count: 1 | 2): PickleArgument => ({ kind: 'lines', lines: count })

const text = (char: string) => char.charCodeAt(0)

/** Every opcode of protocols 0 to 5 (the table of CPython's pickletools). */
export const PICKLE_OPCODES: ReadonlyMap<number, PickleOpcode> = new Map(
  (
    [
      [text('('), 'MARK', fixed(0)],
      [text('.'), 'STOP', fixed(0)],
      [text('0'), 'POP', fixed(0)],
      [text('1'), 'POP_MARK', fixed(0)],
      [text('2'), 'DUP', fixed(0)],
      [text('F'), 'FLOAT', lines(1)],
      [text('I'), 'INT', lines(1)],
      [text('J'), 'BININT', fixed(4)],
      [text('K'), 'BININT1', fixed(1)],
      [text('L'), 'LONG', lines(1)],
      [text('M'), 'BININT2', fixed(2)],
      [text('N'), 'NONE', fixed(0)],
      [text('P'), 'PERSID', lines(1)],
      [text('Q'), 'BINPERSID', fixed(0)],
      [text('R'), 'REDUCE', fixed(0)],
      [text('S'), 'STRING', lines(1)],
      [text('T'), 'BINSTRING', counted(4, true, true)],
      [text('U'), 'SHORT_BINSTRING', counted(1, true)],
      [text('V'), 'UNICODE', lines(1)],
      [text('X'), 'BINUNICODE', counted(4, true)],
      [text('a'), 'APPEND', fixed(0)],
      [text('b'), 'BUILD', fixed(0)],
      [text('c'), 'GLOBAL', lines(2)],
      [text('d'), 'DICT', fixed(0)],
      [text('}'), 'EMPTY_DICT', fixed(0)],
      [text('e'), 'APPENDS', fixed(0)],
      [text('g'), 'GET', lines(1)],
      [text('h'), 'BINGET', fixed(1)],
      [text('i'), 'INST', lines(2)],
      [text('j'), 'LONG_BINGET', fixed(4)],
      [text('l'), 'LIST', fixed(0)],
      [text(']'), 'EMPTY_LIST', fixed(0)],
      [text('o'), 'OBJ', fixed(0)],
      [text('p'), 'PUT', lines(1)],
      [text('q'), 'BINPUT', fixed(1)],
      [text('r'), 'LONG_BINPUT', fixed(4)],
      [text('s'), 'SETITEM', fixed(0)],
      [text('t'), 'TUPLE', fixed(0)],
      [text(')'), 'EMPTY_TUPLE', fixed(0)],
      [text('u'), 'SETITEMS', fixed(0)],
      [text('G'), 'BINFLOAT', fixed(8)],
      [text('B'), 'BINBYTES', counted(4)],
      [text('C'), 'SHORT_BINBYTES', counted(1)],
      [0x80, 'PROTO', fixed(1)],
      [0x81, 'NEWOBJ', fixed(0)],
      [0x82, 'EXT1', fixed(1)],
      [0x83, 'EXT2', fixed(2)],
      [0x84, 'EXT4', fixed(4)],
      [0x85, 'TUPLE1', fixed(0)],
      [0x86, 'TUPLE2', fixed(0)],
      [0x87, 'TUPLE3', fixed(0)],
      [0x88, 'NEWTRUE', fixed(0)],
      [0x89, 'NEWFALSE', fixed(0)],
      [0x8a, 'LONG1', counted(1)],
      [0x8b, 'LONG4', counted(4, false, true)],
      [0x8c, 'SHORT_BINUNICODE', counted(1, true)],
      [0x8d, 'BINUNICODE8', counted(8, true)],
      [0x8e, 'BINBYTES8', counted(8)],
      [0x8f, 'EMPTY_SET', fixed(0)],
      [0x90, 'ADDITEMS', fixed(0)],
      [0x91, 'FROZENSET', fixed(0)],
      [0x92, 'NEWOBJ_EX', fixed(0)],
      [0x93, 'STACK_GLOBAL', fixed(0)],
      [0x94, 'MEMOIZE', fixed(0)],
      [0x95, 'FRAME', fixed(8)],
      [0x96, 'BYTEARRAY8', counted(8)],
      [0x97, 'NEXT_BUFFER', fixed(0)],
      [0x98, 'READONLY_BUFFER', fixed(0)],
    ] as const
  ).map(([code, name, argument]) => [code, { name, argument }]),
)
