// The matching service as others may use it.
export * from './api.ts'
export * from './graphql/comparison.ts'
export * from './graphql/disruptions.ts'
export * from './graphql/explaining.ts'
export * from './graphql.ts'
export * from './http.ts'
export * from './service.ts'
