/**
 * The parts of Bun and Deno that the bare servers use. The types of both, and those of Node, contradict one another in
 * one program.
 */
declare const Bun: {
  serve(options: { hostname: string; port: number; fetch: (request: Request) => Response | Promise<Response> }): {
    readonly port: number
  }
}

declare const Deno: {
  serve(
    options: { hostname: string; port: number; onListen: () => void },
    handler: (request: Request) => Response | Promise<Response>
  ): { readonly addr: { readonly port: number } }
}

declare module "bun:sqlite" {
  export class Database {
    constructor(path: string, options: { readonly: boolean })
    prepare<Row>(text: string): { all(value: string): Array<Row> }
  }
}
