import { Type } from 'typebox'

const Problem = Type.Object({
  loc: Type.Array(Type.Union([Type.String(), Type.Integer()]), {
    description: 'Where it stands: `body`, `query` or `path` first.',
  }),
  msg: Type.String({ description: 'What is wrong there, for people.' }),
  type: Type.String({ description: 'What is wrong there, for programs.' }),
})

/** Every error of this surface. Surface-wide: routes need not name it, `addSurface` gives it to each. */
export const MachinesError = Type.Object(
  {
    detail: Type.Union([Type.String(), Type.Array(Problem)], {
      description: 'What went wrong, for people; with a 422, every problem found.',
    }),
    reason: Type.String({ description: 'What went wrong, for programs.' }),
  },
  { $id: 'HTTPError', description: 'The one shape of every error.' },
)
