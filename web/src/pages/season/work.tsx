// The list of what needs a hand.
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { t } from '../../language.ts'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Task } from './work-list.ts'

const icons = { negative: CircleAlert, warning: TriangleAlert, info: Info } as const

type WorkProps = {
  readonly tasks: readonly Task[]
  /** Some plan holds, to which something may happen. */
  readonly mendable: boolean
}

export const Work = ({ tasks, mendable }: WorkProps) => (
  <section className="stack tight" aria-labelledby="work">
    <h2 id="work">{t('work/title')}</h2>
    {tasks.length === 0 ? (
      <Notice kind="positive">
        <p>{t('work/nothing')}</p>
      </Notice>
    ) : (
      <ul className="lines">
        {tasks.map(({ kind, text, values, action, href }) => {
          const Icon = icons[kind] ?? CircleCheck
          return (
            <li key={href + text}>
              <span className={`state ${kind}`}>
                <Icon aria-hidden size={16} />
                {t(`work/${kind}`)}
              </span>
              <span className="grow">{t(text, values)}</span>
              <Link className="button second" href={href}>
                {t(action)}
              </Link>
            </li>
          )
        })}
      </ul>
    )}
    {mendable && (
      <p className="quiet">
        {t('work/happened')} <Link href="/herplan">{t('repair/title')}</Link>
      </p>
    )}
  </section>
)
