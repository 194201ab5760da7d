/** Which address shows which page. Pages of a tenant come from their list; each is loaded when it is first wanted. */
import type { QueryClient } from "@tanstack/react-query"
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect
} from "@tanstack/react-router"
import { home, tenantPath } from "./addresses.ts"
import { ApiError } from "./api/ApiError.ts"
import { place } from "./api/place.ts"
import { isGuest, isOperator, type Session, sessionQuery } from "./api/session.ts"
import { operatorPages, tenantPages } from "./pages.ts"
import { ErrorPage } from "./parts/ErrorNote.tsx"
import { Loading } from "./shell/Loading.tsx"
import { NotFound } from "./shell/NotFound.tsx"
import { Shell } from "./shell/Shell.tsx"

interface Context {
  readonly queries: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: () => <NotFound /> })

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ back, ended }: Record<string, unknown>): { readonly back?: string; readonly ended?: true } => ({
    // Only a path of these pages: nobody is sent elsewhere by a link to the sign-in.
    ...(typeof back === "string" && back.startsWith("/") && !back.startsWith("//") ? { back } : {}),
    ...(ended === true ? { ended } : {})
  }),
  component: lazyRouteComponent(() => import("./pages/SignInPage.tsx"))
})

const setupRoute = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./pages/SetupPage.tsx"))
})

const connectRoute = createRoute({
  getParentRoute: () => root,
  path: "/connect",
  component: lazyRouteComponent(() => import("./pages/ConnectPage.tsx"))
})

/** Everything that somebody has to be signed in for. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (session === null) throw redirect({ to: "/sign-in", search: { back: location.href } })
    return { session }
  },
  component: Shell
})

const homeRoute = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: home(context.session), replace: true })
  }
})

/** Whoever came by a set-up link is led to where they connect, from wherever nothing would be shown to them. */
const notForGuests = ({ context }: { readonly context: { readonly session: Session } }) => {
  if (isGuest(context.session)) throw redirect({ to: home(context.session), replace: true })
}

const operatorRoutes = operatorPages.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => inside,
    path: `/${path}`,
    beforeLoad: ({ context }) => {
      if (!isOperator(context.session)) throw redirect({ to: home(context.session), replace: true })
    },
    component: lazyRouteComponent(load)
  })
)

const accountRoute = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  beforeLoad: notForGuests,
  component: lazyRouteComponent(() => import("./pages/AccountPage.tsx"))
})

const tenantRoute = createRoute({ getParentRoute: () => inside, path: "/t/$tenant", component: Outlet })

const firstPageRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: tenantPath(params.tenant, tenantPages[0]?.path), replace: true })
  }
})

const pageRoutes = tenantPages.map(({ path, guests = false, load }) =>
  createRoute({
    getParentRoute: () => tenantRoute,
    path: path === "" ? "/" : path,
    ...(guests ? {} : { beforeLoad: notForGuests }),
    component: lazyRouteComponent(load)
  })
)

const hasFirstPage = tenantPages.some(({ path }) => path === "")

const tree = root.addChildren([
  signInRoute,
  setupRoute,
  connectRoute,
  inside.addChildren([
    homeRoute,
    ...operatorRoutes,
    accountRoute,
    tenantRoute.addChildren([...(hasFirstPage ? [] : [firstPageRoute]), ...pageRoutes])
  ])
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    basepath: place.pages === "" ? "/" : place.pages,
    context: { queries },
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingComponent: Loading,
    defaultNotFoundComponent: () => <NotFound />,
    defaultErrorComponent: ({ error, reset }) =>
      error instanceof ApiError && error.kind === "NotFound" ? (
        <NotFound detail={error.message} />
      ) : (
        <ErrorPage
          error={error instanceof Error ? error : new Error(`${error}`)}
          onRetry={() => {
            void queries.resetQueries()
            reset()
          }}
        />
      ),
    scrollRestoration: true
  })
