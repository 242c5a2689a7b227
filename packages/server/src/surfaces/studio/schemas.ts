import { Type } from 'typebox'

export const StudioError = Type.Object(
  {
    detail: Type.Union([
      Type.String(),
      Type.Array(
        Type.Object({
          type: Type.String(),
          loc: Type.Array(Type.Union([Type.String(), Type.Integer()])),
          msg: Type.String(),
        }),
      ),
      Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: true }),
    ]),
  },
  { $id: 'StudioError', description: 'What was wrong' },
)

const Position = Type.Object({ x: Type.Number(), y: Type.Number() })
const Anything = Type.Record(Type.String(), Type.Unknown())

const Preset = Type.Object(
  {
    preset_name: Type.String({ maxLength: 200 }),
    category: Type.String({ default: 'Preset' }),
    description: Type.String({ default: '' }),
    tags: Type.Array(Type.String(), { default: [] }),
    nodes: Type.Array(
      Type.Object({ id: Type.String(), type: Type.String(), params: Type.Optional(Anything) }),
    ),
    edges: Type.Array(
      Type.Object({
        source: Type.String(),
        sourceHandle: Type.String(),
        target: Type.String(),
        targetHandle: Type.String(),
      }),
    ),
    exposed_inputs: Type.Array(
      Type.Object(
        { name: Type.String(), internal_node: Type.String(), internal_port: Type.String() },
        { additionalProperties: true },
      ),
      { default: [] },
    ),
    exposed_outputs: Type.Array(
      Type.Object(
        { name: Type.String(), internal_node: Type.String(), internal_port: Type.String() },
        { additionalProperties: true },
      ),
      { default: [] },
    ),
    exposed_params: Type.Array(Anything, { default: [] }),
  },
  { additionalProperties: true },
)

/** A graph as the editor draws it. */
export const GraphData = Type.Object(
  {
    nodes: Type.Array(
      Type.Object(
        {
          id: Type.String({ maxLength: 200 }),
          type: Type.String({ maxLength: 200 }),
          position: Type.Optional(Position),
          data: Type.Optional(
            Type.Object(
              {
                params: Type.Optional(Anything),
                internalParams: Type.Optional(Type.Record(Type.String(), Anything)),
              },
              { additionalProperties: true },
            ),
          ),
        },
        { additionalProperties: true },
      ),
      { maxItems: 20_000 },
    ),
    edges: Type.Array(
      Type.Object(
        {
          id: Type.String({ maxLength: 500 }),
          source: Type.String({ maxLength: 200 }),
          target: Type.String({ maxLength: 200 }),
          sourceHandle: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
          targetHandle: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
          type: Type.String({ default: 'data', description: '`trigger` for a trigger wire' }),
        },
        { additionalProperties: true },
      ),
      { maxItems: 100_000 },
    ),
    name: Type.String({ default: 'Untitled', maxLength: 200 }),
    description: Type.String({ default: '', maxLength: 10_000 }),
    presets: Type.Array(Preset, { default: [], maxItems: 200 }),
    segmentGroups: Type.Array(
      Type.Object(
        { id: Type.String(), headNodeId: Type.String(), tailNodeId: Type.String() },
        { additionalProperties: true },
      ),
      { default: [] },
    ),
  },
  { additionalProperties: true },
)

export const Issue = Type.Object({
  message: Type.String(),
  code: Type.String(),
  node_id: Type.Union([Type.String(), Type.Null()]),
})

const PortBody = Type.Object({
  name: Type.String(),
  data_type: Type.String(),
  description: Type.String(),
  optional: Type.Boolean(),
})

export const ParamBody = Type.Object({
  name: Type.String(),
  param_type: Type.String(),
  default: Type.Unknown(),
  description: Type.String(),
  options: Type.Array(Type.String()),
  min_value: Type.Union([Type.Number(), Type.Null()]),
  max_value: Type.Union([Type.Number(), Type.Null()]),
  visible_when: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
})

/** A kind of graph node, as the palette and the forms need it. */
export const Definition = Type.Object({
  node_name: Type.String(),
  category: Type.String(),
  description: Type.String(),
  provider: Type.String(),
  inputs: Type.Array(PortBody),
  outputs: Type.Array(PortBody),
  params: Type.Array(ParamBody),
})

/** Text of any characters but the one that PostgreSQL keeps in no text. */
export const Text = <const Options extends object>(options: Options) =>
  Type.String({ pattern: '^[^\\u0000]*$', ...options })

export const Name = Text({ minLength: 1, maxLength: 300 })

/** The body of a form with one file. */
export const Upload = Type.Object({ file: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }) })

/** Why a plugin or a custom graph node does not work. */
export const Problem = Type.Object({
  message: Type.String(),
  place: Type.Union([Type.String(), Type.Null()], {
    description: '`file:line:column`, as far as it is known',
  }),
})
