// What a camera would see of a QR code: drawn by the test itself, as a film that Chromium shows in place of a camera.
import { writeFileSync } from 'node:fs'
import { generate } from 'lean-qr'

const [width, height, frames] = [640, 480, 2]
const quiet = 4

/** YUV4MPEG2 with 4:2:0 planes: brightness for every point, then no colour. */
export const filmCode = (path: string, text: string): void => {
  const code = generate(text)
  const modules = code.size + 2 * quiet
  const scale = Math.floor(height / modules)
  const [left, top] = [Math.floor((width - modules * scale) / 2), Math.floor((height - modules * scale) / 2)]
  const bright = Buffer.alloc(width * height, 200)
  for (let y = 0; y < modules * scale; y++)
    for (let x = 0; x < modules * scale; x++) {
      const dark = code.get(Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet)
      bright[(top + y) * width + left + x] = dark ? 16 : 235
    }
  const frame = [Buffer.from('FRAME\n'), bright, Buffer.alloc((width * height) / 2, 128)]
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`)
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: frames }, () => frame).flat()]))
}
