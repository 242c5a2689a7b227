import { Type } from 'typebox'
import type { Edge, GraphNode } from '../../../domain/graphs/graph.ts'
import { makePreset } from '../../../domain/graphs/presets/make-preset.ts'
import { addPreset, deletePreset } from '../../../domain/graphs/presets/presets.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { presentPreset } from '../present-preset.ts'
import { GraphData, Name, ParamBody, Text } from '../schemas.ts'

const ExposedPort = Type.Object({
  name: Type.String(),
  internal_node: Type.String(),
  internal_port: Type.String(),
  data_type: Type.String(),
  description: Type.String(),
})

const PresetBody = Type.Object({
  preset_name: Type.String(),
  category: Type.String(),
  description: Type.String(),
  tags: Type.Array(Type.String()),
  nodes: Type.Array(
    Type.Object({
      id: Type.String(),
      type: Type.String(),
      params: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  edges: Type.Array(
    Type.Object({
      source: Type.String(),
      sourceHandle: Type.String(),
      target: Type.String(),
      targetHandle: Type.String(),
    }),
  ),
  exposed_inputs: Type.Array(ExposedPort),
  exposed_outputs: Type.Array(ExposedPort),
  exposed_params: Type.Array(
    Type.Object({
      internal_node: Type.String(),
      param_name: Type.String(),
      display_name: Type.String(),
      group: Type.String(),
      param_def: Type.Union([ParamBody, Type.Null()]),
    }),
  ),
})

const { nodes, edges } = GraphData.properties
/** Wires need no ids here. */
const { id: _id, ...edgeFields } = edges.items.properties
const Draft = Type.Object({
  name: Text({ minLength: 1, maxLength: 200 }),
  description: Type.String({ default: '', maxLength: 10_000 }),
  category: Type.String({ default: 'Custom', maxLength: 100 }),
  tags: Type.Array(Type.String({ maxLength: 100 }), { default: [], maxItems: 50 }),
  nodes,
  edges: Type.Array(Type.Object(edgeFields, { additionalProperties: true }), { maxItems: 100_000 }),
})

/** `/api/presets`: graphs that are used as one box. */
const presets: Routes = (app, { database, studio }) => {
  const config = { scope: 'graphs:run' as const }
  app.get(
    '/presets',
    {
      config,
      schema: {
        operationId: 'listPresets',
        summary: 'Presets: ours, and your own',
        response: { 200: Type.Array(PresetBody) },
      },
    },
    async ({ caller }) =>
      [...(await studio.presets(caller.account.id)).values()].map((preset) =>
        presentPreset(preset, studio.catalogue),
      ),
  )

  app.get(
    '/presets/:name',
    {
      config,
      schema: {
        operationId: 'getPreset',
        summary: 'A preset',
        params: Type.Object({ name: Name }),
        response: { 200: PresetBody },
      },
    },
    async ({ caller, params: { name } }) => {
      const preset = (await studio.presets(caller.account.id)).get(name)
      if (!preset) throw new Fault('not_found', `Preset '${name}' not found`)
      return presentPreset(preset, studio.catalogue)
    },
  )

  app.post(
    '/presets/create',
    {
      config,
      schema: {
        operationId: 'createPreset',
        summary: 'Make a preset of a graph',
        description: 'Ports that nothing is connected to become the ports of the box.',
        body: Draft,
        response: { 200: PresetBody },
      },
    },
    async ({ caller, body }) => {
      const edges = body.edges.map(({ sourceHandle, targetHandle, ...edge }) => ({
        ...edge,
        sourceHandle: sourceHandle ?? '',
        targetHandle: targetHandle ?? '',
      }))
      const draft = { ...body, nodes: body.nodes as GraphNode[], edges: edges as Edge[] }
      const preset = makePreset(draft, studio.catalogue)
      await addPreset(database, caller.account.id, preset)
      return presentPreset(preset, studio.catalogue)
    },
  )

  app.delete(
    '/presets/:name',
    {
      config,
      schema: {
        operationId: 'deletePreset',
        summary: 'Delete a preset of your own',
        params: Type.Object({ name: Name }),
        response: { 200: Type.Object({ message: Type.String() }) },
      },
    },
    async ({ caller, params: { name } }) => {
      await deletePreset(database, caller.account.id, name)
      return { message: `Deleted ${name}` }
    },
  )
}
export default presets
