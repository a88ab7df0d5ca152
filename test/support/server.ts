/** A server of the tests' own: what it answers, and what it was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export class TestServer {
  /** By paths; what is not here is not found. */
  handlers: Record<string, Handler> = {};
  /** The paths asked for, in order. */
  asked: string[] = [];
  onAsked: (path: string) => void = () => {};
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const path = request.url!;
      this.asked.push(path);
      this.onAsked(path);
      const handler = this.handlers[path];
      if (handler) handler(request, response);
      else response.writeHead(404).end();
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  /** As it was in the beginning. */
  reset(): void {
    this.handlers = {};
    this.asked = [];
    this.onAsked = () => {};
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
