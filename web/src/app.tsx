// The frame around every page: who is here, where they can go, and the page that the address names.
import { Suspense } from 'react'
import { Frame } from './frame.tsx'
import { useQuestion } from './graph/use-question.ts'
import { t } from './language.ts'
import { useRoute } from './route.ts'
import { findScreen, homeOf } from './screens.ts'
import { Answered } from './ui/answered.tsx'
import { Link } from './ui/link.tsx'
import { Loading } from './ui/loading.tsx'
import { Notice } from './ui/notice.tsx'
import { Page } from './ui/page.tsx'
import { nobodyQuery, type Viewer, ViewerContext, viewerQuery } from './viewer.ts'

const nowhere = { school: null, company: null, student: null }

const Open = ({ viewer }: { readonly viewer: Viewer }) => {
  const { path } = useRoute()
  const screen = findScreen(path)
  if (screen?.roles.includes(viewer.role)) return <screen.Page />
  if (viewer.role === 'nobody')
    return (
      <Page title={t('sign-in/title')} width="narrow">
        <p>{t('app/sign-in-first')}</p>
        <div>
          <a className="button large" href="/inloggen">
            {t('sign-in/title')}
          </a>
        </div>
      </Page>
    )
  return (
    <Page title={t('app/not-here')} width="narrow">
      <Notice kind="warning">
        <p>{t(screen === undefined ? 'app/no-such-page' : 'app/not-for-you')}</p>
      </Notice>
      <p>
        <Link href={homeOf(viewer.role)}>{t('app/to-start')}</Link>
      </p>
    </Page>
  )
}

export const App = () => {
  // Somebody without a session may not ask for more than this, and must still get a page.
  const who = useQuestion(nobodyQuery, {})
  const known = who.state === 'here' && who.data.viewer.role !== 'nobody'
  const full = useQuestion(viewerQuery, {}, !known)
  const answer = known ? full : who
  return (
    <Answered answer={answer}>
      {({ viewer: found }) => {
        const viewer: Viewer = { ...nowhere, ...found }
        return (
          <ViewerContext value={viewer}>
            <Frame viewer={viewer}>
              <Suspense
                fallback={
                  <main className="content">
                    <Loading />
                  </main>
                }
              >
                <Open viewer={viewer} />
              </Suspense>
            </Frame>
          </ViewerContext>
        )
      }}
    </Answered>
  )
}
