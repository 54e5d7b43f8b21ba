// npm run -s service-keys: prints a new pair of keys by which the gateway and the services know each other.
import { makeServiceKeys } from './service-token.ts'

const { privateKey, publicKey } = makeServiceKeys()
process.stdout.write(`SERVICE_PRIVATE_KEY=${privateKey}\nSERVICE_PUBLIC_KEYS=${publicKey}\n`)
