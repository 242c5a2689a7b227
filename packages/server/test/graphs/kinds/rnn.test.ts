import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'

checkCases('rnn')

everyKindRuns(import.meta.url)
