// Something the reader should know: a colour, an icon and words, and it stays until it has been read.
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type Kind = 'positive' | 'warning' | 'negative' | 'info'
const icons = { positive: CircleCheck, warning: TriangleAlert, negative: CircleAlert, info: Info } as const

type NoticeProps = { readonly kind: Kind; readonly children: ReactNode }

export const Notice = ({ kind, children }: NoticeProps) => {
  const Icon = icons[kind]
  return (
    <div className={`notice ${kind}`} role={kind === 'negative' ? 'alert' : 'status'}>
      <Icon aria-hidden size={20} />
      <div>{children}</div>
    </div>
  )
}
