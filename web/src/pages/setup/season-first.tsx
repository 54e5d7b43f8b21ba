// What stands on a page that needs a season, while there is none.
import { t } from '../../language.ts'
import { Empty } from '../../ui/empty.tsx'
import { Link } from '../../ui/link.tsx'
import { useViewer } from '../../viewer.ts'

export const SeasonFirst = () => {
  const { role } = useViewer()
  return (
    <Empty title={t('season/none')}>
      <p>{t('setup/season-first')}</p>
      {role === 'coordinator' && (
        <Link className="button" href="/seizoen-openen">
          {t('setup/season')}
        </Link>
      )}
    </Empty>
  )
}
