import { Type } from 'typebox'

export const Nullable = <const T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])

export const PerhapsFlag = Nullable(Type.Boolean())

export const AppPath = Type.Object({
  slug: Type.String({ maxLength: 300, description: '1 to 64 of a-z, 0-9 and -, a letter first' }),
})

export const iso = (ms: number) => new Date(Number(ms)).toISOString()
