// Reads QR codes from pictures: by the browser itself where it can, by our own WebAssembly in a worker elsewhere.

export type Reader = {
  /** The text of a code in this picture, or undefined when there is none. */
  readonly read: (video: HTMLVideoElement) => Promise<string | undefined>
  readonly close: () => void
}

type Detector = { readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector
  readonly getSupportedFormats: () => Promise<readonly string[]>
}

const native = async (): Promise<Reader | undefined> => {
  const Detector = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (Detector === undefined || !(await Detector.getSupportedFormats()).includes('qr_code')) return undefined
  const detector = new Detector({ formats: ['qr_code'] })
  return { read: async (video) => (await detector.detect(video))[0]?.rawValue, close: () => {} }
}

/** Small enough to be quick, large enough for a code that fills a third of the picture. */
const mostPixels = 640

const own = (): Reader => {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  return {
    read: (video) => {
      const scale = Math.min(1, mostPixels / Math.max(video.videoWidth, video.videoHeight))
      canvas.width = Math.round(video.videoWidth * scale)
      canvas.height = Math.round(video.videoHeight * scale)
      if (canvas.width === 0) return Promise.resolve(undefined)
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      const picture = context.getImageData(0, 0, canvas.width, canvas.height)
      return new Promise((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<string | undefined>) => resolve(data)
        worker.postMessage(picture, [picture.data.buffer])
      })
    },
    close: () => worker.terminate(),
  }
}

export const openReader = async (): Promise<Reader> => (await native().catch(() => undefined)) ?? own()
