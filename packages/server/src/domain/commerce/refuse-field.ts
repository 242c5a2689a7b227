import { Fault } from '../../fault.ts'

/** The fault for one field of a body: what it is called there, and what is wrong with it. */
export function refuseField(field: string, message: string): Fault {
  return new Fault('validation_failed', `${field}: ${message}`, {
    field,
    issues: [{ loc: ['body', ...field.split('.')], message, type: 'value_error' }],
  })
}
