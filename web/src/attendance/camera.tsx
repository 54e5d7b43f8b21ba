// The camera on the page: shows what it sees and hands on the first code that it reads.
import { useEffect, useRef, useState } from 'react'
import { t } from '../language.ts'
import { Notice } from '../ui/notice.tsx'
import { openReader } from './reader.ts'

type CameraProps = {
  readonly onCode: (text: string) => void
  /** A code that was refused and is still in sight. */
  readonly ignored?: string | undefined
}
const betweenPictures = 80

export const Camera = ({ onCode, ignored }: CameraProps) => {
  const video = useRef<HTMLVideoElement>(null)
  const [refused, setRefused] = useState(false)
  const seen = useRef(onCode)
  seen.current = onCode
  const refusedCode = useRef(ignored)

  useEffect(() => {
    let open = true
    let stop = () => {
      open = false
    }
    const look = async () => {
      const [reader, stream] = await Promise.all([
        openReader(),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } }),
      ])
      const close = () => {
        for (const track of stream.getTracks()) track.stop()
        reader.close()
      }
      if (!open || video.current === null) return close()
      stop = () => {
        open = false
        close()
      }
      video.current.srcObject = stream
      await video.current.play()
      while (open && video.current !== null) {
        const text = await reader.read(video.current)
        if (open && text !== undefined && text !== '' && text !== refusedCode.current) return seen.current(text)
        await new Promise((resolve) => setTimeout(resolve, betweenPictures))
      }
    }
    look().catch(() => {
      if (open) setRefused(true)
    })
    return () => stop()
  }, [])

  if (refused)
    return (
      <Notice kind="warning">
        <p>{t('scan/no-camera')}</p>
      </Notice>
    )
  return (
    <div className="camera">
      <video ref={video} muted playsInline aria-label={t('scan/picture')} />
      <span className="aim" aria-hidden />
    </div>
  )
}
