import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'

checkCases('tensor-operations')

everyKindRuns(import.meta.url)
