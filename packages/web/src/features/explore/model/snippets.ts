import { sampleShape, type TensorSpec, zeros } from '../../../ui/try-it/spec.ts'

/** Elements beyond which a snippet makes its input instead of spelling it. */
const SPELLED = 64

const count = (spec: TensorSpec) => sampleShape(spec).reduce((product, size) => product * size, 1)

interface About {
  origin: string
  slug: string
  revision: string
  /** Of a deployment; until there is one, the snippet makes it. */
  deploymentId: string | undefined
  inputs: readonly TensorSpec[]
}

/** An input as JSON: spelled, or by its bytes, all of them zero. */
function jsonInput(spec: TensorSpec): unknown {
  if (count(spec) <= SPELLED || spec.dtype === null) return zeros(spec)
  return { shape: sampleShape(spec), data: Array(count(spec)).fill(0) }
}

const input = (inputs: readonly TensorSpec[]) =>
  Object.fromEntries(inputs.map((spec) => [spec.name, jsonInput(spec)]))

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** What to paste into a shell. */
export function curlSnippet({ origin, slug, revision, deploymentId, inputs }: About): string {
  const json = "-H 'content-type: application/json'"
  const key = '-H "authorization: Bearer $NODEYARD_API_KEY"'
  const make = `ID=$(curl -sf ${origin}/v1/deployments ${key} ${json} \\
  -d ${quoted(JSON.stringify({ model: slug, revision }))} | grep -o 'dep_[0-9A-Z]*' | head -1)
`
  const big = inputs.some((spec) => count(spec) > SPELLED)
  const body = big
    ? `node -p 'JSON.stringify({ input: { ${inputs.map(javascriptInput).join(', ').replaceAll("'", '"')} } })' |
  `
    : ''
  const data = big ? '-d @-' : `-d ${quoted(JSON.stringify({ input: input(inputs) }))}`
  return `${deploymentId ? '' : make}${body}curl ${origin}/v1/deployments/${deploymentId ?? '$ID'}/invoke ${key} ${json} \\
  ${data}`
}

const javascriptInput = (spec: TensorSpec) =>
  count(spec) > SPELLED
    ? `${JSON.stringify(spec.name)}: { shape: ${JSON.stringify(sampleShape(spec))}, data: Array(${count(spec)}).fill(0) }`
    : `${JSON.stringify(spec.name)}: ${JSON.stringify(zeros(spec))}`

/** What to paste into a TypeScript file: plain fetch, no package needed. */
export function typescriptSnippet({ origin, slug, revision, deploymentId, inputs }: About): string {
  const make = `const made = await call('/v1/deployments', { model: '${slug}', revision: '${revision}' })
`
  return `async function call(path: string, body: unknown) {
  const response = await fetch('${origin}' + path, {
    method: 'POST',
    headers: { authorization: \`Bearer \${process.env.NODEYARD_API_KEY}\`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

${deploymentId ? '' : make}const { output } = await call(${deploymentId ? `'/v1/deployments/${deploymentId}/invoke'` : `'/v1/deployments/' + made.id + '/invoke'`}, {
  input: { ${inputs.map(javascriptInput).join(', ')} },
})
console.log(output)`
}

/** What to paste into a Python file: the standard library alone. */
export function pythonSnippet({ origin, slug, revision, deploymentId, inputs }: About): string {
  const python = (spec: TensorSpec) =>
    count(spec) > SPELLED
      ? `${JSON.stringify(spec.name)}: {"shape": ${JSON.stringify(sampleShape(spec))}, "data": [0] * ${count(spec)}}`
      : `${JSON.stringify(spec.name)}: ${JSON.stringify(zeros(spec)).replaceAll('false', 'False')}`
  const make = `made = call("/v1/deployments", {"model": "${slug}", "revision": "${revision}"})
`
  return `import json, os, urllib.request

def call(path, body):
    headers = {"Authorization": "Bearer " + os.environ["NODEYARD_API_KEY"], "Content-Type": "application/json"}
    request = urllib.request.Request("${origin}" + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as response:
        return json.load(response)

${deploymentId ? '' : make}answer = call(${deploymentId ? `"/v1/deployments/${deploymentId}/invoke"` : '"/v1/deployments/" + made["id"] + "/invoke"'}, {"input": {${inputs.map(python).join(', ')}}})
print(answer["output"])`
}
