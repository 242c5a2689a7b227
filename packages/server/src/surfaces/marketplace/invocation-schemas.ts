import { Type } from 'typebox'

const Elements = Type.Unsafe<unknown>({
  description:
    'Nested arrays, as deep as the tensor has axes. Numbers; `"NaN"`, `"Infinity"` and `"-Infinity"` where ' +
    'JSON has none; texts of digits for 64-bit integers beyond 2^53; true and false; or texts.',
})

const TensorObject = Type.Object(
  {
    dtype: Type.Optional(Type.String({ description: "The model's own; nothing is converted." })),
    shape: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }))),
    data: Type.Unsafe<unknown>({
      description: 'Elements flat or nested, or the base64 of their bytes (row-major, little-endian).',
    }),
  },
  { additionalProperties: false },
)

export const InvocationBody = Type.Object(
  {
    input: Type.Record(Type.String(), Type.Union([Elements, TensorObject]), {
      description: 'A tensor for each input of the model, by name.',
      examples: [
        {
          image: [
            [
              [
                [0, 0.5],
                [1, 0],
              ],
            ],
          ],
        },
      ],
    }),
    timeout_ms: Type.Optional(
      Type.Integer({ minimum: 1, description: "How long to wait; the deployment's own limit at most." }),
    ),
  },
  { additionalProperties: false },
)

export const InvocationResult = Type.Object({
  id: Type.String({ examples: ['inv_01J9Z3K6M8Q4T7V2X5Y0A1B2C3'] }),
  status: Type.Literal('succeeded'),
  output: Type.Record(Type.String(), Type.Unknown(), {
    description: 'A tensor for each output, written like the inputs.',
  }),
  metrics: Type.Object({
    queue_ms: Type.Number({ description: 'Waited for the model.' }),
    cold_start_ms: Type.Number({ description: 'Waited until it was loaded; 0 when it was.' }),
    predict_ms: Type.Number({ description: 'The run.' }),
    batch_rows: Type.Integer({ description: "Rows of the run, other requests' included." }),
  }),
  logs_url: Type.String(),
})

export const INVOKE_DESCRIPTION = `Inputs are named tensors of exactly the dtypes and shapes the model declares; a 422 says which is wrong and what was expected. A model that takes batches takes \`[batch, …]\`: one sample is \`[1, …]\`.

**JSON**, up to 8 MiB: nested arrays, or \`{shape, dtype, data}\`. **Binary**, up to 64 MiB: \`application/vnd.safetensors\`, its tensors named like the inputs; or \`application/x-npy\` for a model with one input. Outputs come back in the form the inputs came in (several outputs of an npy request as safetensors), unless \`Accept\` names another. Binary answers say \`X-Invocation-Id\` and \`Server-Timing\`.

Requests that arrive together may share a run; each gets its own rows. The last digits of a float may differ with the number of rows, as they do between any two batch sizes.`
