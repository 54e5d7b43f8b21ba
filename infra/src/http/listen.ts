// Opens a port for an app, with a clear word when that cannot be.
import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export class PortError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PortError'
  }
}

export type Listening = { readonly url: string; readonly close: () => Promise<void> }

const explain = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (error.code === 'EADDRINUSE')
    return new PortError(`Port ${port} is in use: stop what listens there, or choose another with --port.`)
  if (error.code === 'EACCES')
    return new PortError(`Port ${port} may not be opened by this user: choose one above 1023 with --port.`)
  if (error.code === 'EADDRNOTAVAIL')
    return new PortError(`The address ${host} is not one of this machine: set HOST to one that is.`)
  return error
}

export const listen = async (app: RequestListener, host: string, port: number): Promise<Listening> => {
  const server: Server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: opened } = server.address() as AddressInfo
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${opened}`,
    /** Answers what is under way and then closes; idle connections are closed at once. */
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5000).unref()
      }),
  }
}

/** A port that nobody listens on at this moment. */
export const freePort = async (host: string): Promise<number> => {
  const { url, close } = await listen((_, response) => response.end(), host, 0)
  await close()
  return Number(new URL(url).port)
}
