import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'

checkCases('normalization')

everyKindRuns(import.meta.url)
