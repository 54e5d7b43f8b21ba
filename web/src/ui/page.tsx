// The frame of one page: its title in the tab and as heading, which also gets the focus when the page opens.
import { type ReactNode, useEffect, useRef } from 'react'

type PageProps = {
  readonly title: string
  readonly children: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'wide'
}

let first = true

export const Page = ({ title, children, lead, actions, width }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Stagebureau`
    // The browser itself puts the focus right on the first page; after that a reader would not notice the change.
    if (!first) heading.current?.focus()
    first = false
  }, [title])
  return (
    <main id="content" className={`content ${width ?? ''}`.trim()}>
      <div className="title-row">
        <div className="stack tight">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <div className="quiet">{lead}</div>}
        </div>
        {actions !== undefined && <div className="row no-print">{actions}</div>}
      </div>
      {children}
    </main>
  )
}
