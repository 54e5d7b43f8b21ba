// The embedded store is put through what every store must do.
import { storeSuite } from './store.suite.ts'
import { temporaryStores } from './testing/temporary-store.ts'

storeSuite('in a file of this process', async () => {
  const stores = temporaryStores()
  return { connection: await stores.open('suite'), close: stores.remove }
})
