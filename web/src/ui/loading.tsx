// The shape of what comes, while it is on its way.
import { t } from '../language.ts'

const widths = ['92%', '78%', '85%', '64%', '88%', '71%', '80%', '58%']

export const Loading = ({ lines = 5 }: { readonly lines?: number }) => (
  <div role="status" className="stack">
    <span className="unseen">{t('app/loading')}</span>
    {widths.slice(0, lines).map((inlineSize) => (
      <div key={inlineSize} className="shape" style={{ inlineSize }} />
    ))}
  </div>
)
