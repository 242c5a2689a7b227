import { checkCases } from './check-cases.ts'
import { everyKindRuns } from './every-kind-runs.ts'

checkCases('utility')

everyKindRuns(import.meta.url)
