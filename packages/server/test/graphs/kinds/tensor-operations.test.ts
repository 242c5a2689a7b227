import { checkCases } from './check-cases.ts'

checkCases('tensor-operations')
