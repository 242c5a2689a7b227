import { Type } from 'typebox'

export const GridError = Type.Object(
  {
    success: Type.Optional(Type.Literal(false)),
    not_allowed: Type.Optional(Type.Literal(true)),
    error: Type.Optional(Type.String()),
    message: Type.Optional(Type.String()),
  },
  { $id: 'GridError', description: 'An error: `error` says it in words, on a network `message` does' },
)

/** Text `True` is true and every other text is false; in JSON a boolean may be one. */
const Flag = Type.Union([Type.Boolean(), Type.String()], {
  description: 'In forms the text `True`; every other text is false.',
})

export const Encoding = Type.String({
  description: 'How text stands for bytes: `ISO-8859-1` (one character per byte), `utf-8` or `base64`.',
})

export const ServeBody = Type.Object({
  encoding: Encoding,
  model_id: Type.String({ minLength: 1, maxLength: 200 }),
  allow_download: Flag,
  allow_remote_inference: Flag,
  model: Type.String({ description: 'ONNX, TorchScript or a syft plan, as text in the encoding.' }),
  mpc: Type.Optional(Flag),
})

export const ServeForm = Type.Object({
  ...ServeBody.properties,
  model: Type.Unsafe<unknown>({
    type: 'string',
    format: 'binary',
    description: 'A file, or text in the encoding.',
  }),
})

export const Success = Type.Object({ success: Type.Literal(true), message: Type.String() })

export const ModelIdBody = Type.Object({ model_id: Type.String() })

export const Pair = Type.Array(Type.String(), { minItems: 2, maxItems: 2, description: '`[id, address]`' })
