import type { BinaryForm } from '../../domain/runtimes/binary-inputs.ts'

/** How inputs and outputs are spelled over HTTP. */
export const FORM_TYPES: Record<'json' | BinaryForm, string> = {
  json: 'application/json',
  safetensors: 'application/vnd.safetensors',
  npy: 'application/x-npy',
}

const FORMS = new Map(
  Object.entries(FORM_TYPES).map(([form, type]) => [type, form as keyof typeof FORM_TYPES]),
)

/** The form a Content-Type names; undefined for any other. */
export function formOf(contentType: string | undefined): 'json' | BinaryForm | undefined {
  if (contentType === undefined) return undefined
  return FORMS.get(contentType) ?? FORMS.get(contentType.split(';', 1)[0]!.trim().toLowerCase())
}

/** The form an Accept header asks for by name; undefined where it leaves that open. */
export function wantedForm(accept: string | undefined): 'json' | BinaryForm | undefined {
  if (accept === undefined || accept === '*/*') return undefined
  for (const part of accept.split(',')) {
    if (/\*/.test(part)) return undefined
    const form = formOf(part)
    if (form) return form
  }
  return undefined
}
