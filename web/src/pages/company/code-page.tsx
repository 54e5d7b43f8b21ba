// The code at a company: new every few seconds on any screen, or once and for all on paper.
import { Maximize, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type AttendanceKey, inTwo } from '../../attendance/codes.ts'
import { QrCode } from '../../attendance/qr-code.tsx'
import { useCode } from '../../attendance/use-code.ts'
import { dayOf } from '../../days.ts'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { now } from '../../now.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { codeQuery, replacePoster } from './code-query.ts'

const minute = 60_000

/** A screen that shows the code stays on, where the browser can arrange that. */
const useAwake = () => {
  useEffect(() => {
    const lock = navigator.wakeLock?.request('screen').catch(() => undefined)
    return () => void lock?.then((held) => held?.release())
  }, [])
}
/** Today, also when the screen has been on since yesterday. */
const useToday = (): string => {
  const [today, setToday] = useState(() => dayOf(now()))
  useEffect(() => {
    const tick = setInterval(() => setToday(dayOf(now())), minute)
    return () => clearInterval(tick)
  }, [])
  return today
}

const Rotating = ({ attendanceKey }: { readonly attendanceKey: AttendanceKey }) => {
  const { code, secondsLeft } = useCode(attendanceKey)
  useAwake()
  if (code === undefined) return <Loading lines={3} />
  return (
    <div className="code-card">
      <QrCode text={code.url} label={t('code/picture')} />
      <div className="meter left-over" aria-hidden>
        <span style={{ inlineSize: `${(secondsLeft / attendanceKey.stepSeconds) * 100}%` }} />
      </div>
      <p className="quiet">{t('code/or-type')}</p>
      <p className="typed-code" data-testid="typed-code">
        {inTwo(code.typed)}
      </p>
    </div>
  )
}

type PosterProps = { readonly id: string; readonly url: string; readonly name: string; readonly onReplaced: () => void }

const Poster = ({ id, url, name, onReplaced }: PosterProps) => {
  const [sure, setSure] = useState(false)
  const { change, problem } = useChange(replacePoster)
  const replace = async () => {
    setSure(false)
    if ((await change({ companyId: id })) !== undefined) onReplaced()
  }
  return (
    <>
      <div className="code-card">
        <h2>{name}</h2>
        <QrCode text={url} label={t('code/poster-picture')} />
        <p>{t('code/poster-how')}</p>
      </div>
      {problem !== undefined && (
        <Notice kind="negative">
          <p>{problem.text}</p>
        </Notice>
      )}
      <div className="no-print">
        <Button look="bare" onPress={() => setSure(true)}>
          {t('code/replace')}
        </Button>
      </div>
      <Confirm
        open={sure}
        title={t('code/replace')}
        yes={t('code/replace-yes')}
        onYes={replace}
        onNo={() => setSure(false)}
      >
        <p>{t('code/replace-how')}</p>
      </Confirm>
    </>
  )
}

export const CodePage = () => {
  const date = useToday()
  const answer = useQuestion(codeQuery, { date })
  const [paper, setPaper] = useState(false)
  return (
    <Page title={t(paper ? 'code/poster-title' : 'code/title')} width="narrow">
      <Answered answer={answer}>
        {({ viewer: { company } }) => {
          if (paper && company?.poster != null)
            return <Poster id={company.id} url={company.poster.url} name={company.name} onReplaced={answer.again} />
          return company?.attendanceKey == null ? (
            <p>{t('app/not-for-you')}</p>
          ) : (
            <Rotating attendanceKey={company.attendanceKey} />
          )
        }}
      </Answered>
      <p className="no-print">{t(paper ? 'code/paper-lead' : 'code/screen-lead')}</p>
      <div className="row no-print">
        <Button look="bare" onPress={() => setPaper(!paper)}>
          {t(paper ? 'code/to-screen' : 'code/to-paper')}
        </Button>
        {paper ? (
          <Button look="second" onPress={() => window.print()}>
            <Printer aria-hidden size={20} />
            {t('code/print')}
          </Button>
        ) : (
          <Button look="second" onPress={() => void document.querySelector('.code-card')?.requestFullscreen()}>
            <Maximize aria-hidden size={20} />
            {t('code/full-screen')}
          </Button>
        )}
      </div>
    </Page>
  )
}
