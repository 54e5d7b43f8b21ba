// How the web app is built: one page, its parts per screen, and a brotli twin of every file that browsers may ask for.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const worthPacking = /\.(js|css|svg|wasm|webmanifest)$/

const packed = (): Plugin => {
  let folder = ''
  return {
    name: 'brotli-twins',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        if (worthPacking.test(name))
          writeFileSync(join(folder, `${name}.br`), brotliCompressSync(readFileSync(join(folder, name))))
    },
  }
}

export default defineConfig({
  plugins: [react(), packed()],
  worker: { format: 'es' },
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 1000, emptyOutDir: true },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/upload', '/inloggen', '/uitloggen'].map((path) => [path, 'http://127.0.0.1:4000']),
    ),
  },
})
