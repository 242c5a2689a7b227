import { Type } from 'typebox'
import { ERROR_TYPES } from './render-fault.ts'

const Issue = Type.Object({
  loc: Type.Array(Type.Union([Type.String(), Type.Integer()]), {
    description: 'Path parts, the first of them `body`, `query`, `path` or `header`.',
  }),
  msg: Type.String(),
  type: Type.String(),
})

/** Every error of this surface. Surface-wide: routes need not name it, `addSurface` gives it to each. */
export const ErrorPayload = Type.Object(
  {
    code: Type.Integer({ description: 'The HTTP status.' }),
    detail: Type.String({ description: 'What went wrong, for people.' }),
    type: Type.String({ description: 'What went wrong, for programs.', enum: ERROR_TYPES }),
    errors: Type.Optional(
      Type.Union([Type.Array(Issue), Type.Null()], { description: 'Every problem found, with a 422.' }),
    ),
  },
  { $id: 'APIErrorPayload', description: 'The one shape of every error.' },
)
