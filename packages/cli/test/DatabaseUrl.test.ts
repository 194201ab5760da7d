import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as DatabaseUrl from "../src/DatabaseUrl.ts"

const file = (
  path: string,
  given: { readonly synchronous?: DatabaseUrl.Synchronous } = {}
): DatabaseUrl.DatabaseUrl => ({
  _tag: "SqliteFile",
  path,
  ...given
})

describe("the URL of a database", () => {
  it.each<[string, DatabaseUrl.DatabaseUrl]>([
    [DatabaseUrl.standard, file("./rollcall.db")],
    ["sqlite:rollcall.db", file("rollcall.db")],
    ["sqlite:/var/lib/rollcall.db", file("/var/lib/rollcall.db")],
    ["sqlite:///var/lib/rollcall.db", file("/var/lib/rollcall.db")],
    ["SQLite:C:\\data\\a b.db", file("C:\\data\\a b.db")],
    ["sqlite:100%25.db", file("100%25.db")],
    ["sqlite:a.db?synchronous=normal", file("a.db", { synchronous: "normal" })],
    ["sqlite:///var/lib/rollcall.db?synchronous=full", file("/var/lib/rollcall.db", { synchronous: "full" })],
    ["sqlite::memory:", { _tag: "SqliteMemory" }]
  ])("%j is read, and read again after it was printed", (text, expected) => {
    expect(DatabaseUrl.parse(text)).toEqual(Either.right(expected))
    expect(DatabaseUrl.parse(DatabaseUrl.print(expected))).toEqual(Either.right(expected))
  })

  it("of PostgreSQL is read as it stands, and printed without its password", () => {
    const url = "postgres://ada:s3cret@db.example.com:5433/rollcall?sslmode=verify-full"
    expect(DatabaseUrl.parse(url)).toEqual(Either.right({ _tag: "Postgres", url }))
    expect(DatabaseUrl.print({ _tag: "Postgres", url })).toBe("postgres://ada:…@db.example.com:5433/rollcall")
    expect(DatabaseUrl.print({ _tag: "Postgres", url: "postgresql:///rollcall" })).toBe("postgresql:///rollcall")
  })

  it.each([
    ...["", "sqlite", "sqlite:", "sqlite://", "sqlite://host/a.db", "sqlite::memory", "sqlite::shared:", "a.db"],
    ...["sqlite:a.db?", "sqlite:a.db?synchronous", "sqlite:a.db?synchronous=off", "sqlite:a.db?synchronous=NORMAL"],
    ...["sqlite:a.db?cache=shared", "sqlite:a.db?synchronous=normal&mode=ro", "sqlite:?synchronous=normal"],
    ...["sqlite:a.db?synchronous=full?", "sqlite::memory:?synchronous=normal"]
  ])("%j is refused with what was expected", (text) => {
    expect(DatabaseUrl.parse(text)).toEqual(Either.left(DatabaseUrl.expected))
  })

  it.each([
    ["sqlite://host/a.db", "sqlite://host/a.db"],
    ["./rollcall.db", "./rollcall.db"],
    ["postgres://ada:s3cret@db.example.com:port/rollcall", "postgres:…"],
    ["postgres://ada:s3/c@r:et@[db/rollcall", "postgres:…"],
    ["mysql://root:s3cret@localhost/rollcall", "mysql:…"],
    ["ada:s3cret@db.example.com/rollcall", "ada:…"],
    ["host=db.example.com user=ada password=s3cret", "…"],
    ["s3cret@db.example.com/rollcall", "…"]
  ])("%j that is refused is shown as %j", (text, shown) => {
    expect(Either.isLeft(DatabaseUrl.parse(text))).toBe(true)
    expect(DatabaseUrl.mask(text)).toBe(shown)
  })
})
