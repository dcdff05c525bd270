import type { MeterProvider as Provider } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Figures } from './record/figures.ts';

/** In seconds, as Prometheus wants times: from one audit row on a good disk to the longest deadline of a source. */
const EDGES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts what the gateway tells, through the OpenTelemetry API: any of its exporters can stand behind the provider. */
export function figuresOf(provider: Provider): Figures {
  const meter = provider.getMeter('lcr');
  const times = (name: string, description: string) =>
    meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries: EDGES } });
  const requests = times('lcr_requests_seconds', 'Requests by route and status, until the answer begins');
  const sources = times('lcr_sources_seconds', 'What sources were asked for, by source and outcome');
  const rows = times('lcr_audit_seconds', 'Audit rows, until they are durable');
  const refusals = meter.createCounter('lcr_refusals', { description: 'Problems that were told, by code' });
  return {
    answered: (route, status, milliseconds) => requests.record(milliseconds / 1000, { route, status }),
    heard: (source, outcome, milliseconds) => sources.record(milliseconds / 1000, { source, outcome }),
    written: (milliseconds) => rows.record(milliseconds / 1000),
    refused: (code) => refusals.add(1, { code }),
  };
}

/** Figures that are kept in this process, and their text for Prometheus (exposition format 0.0.4). */
export function createMetrics(): { figures: Figures; text: () => Promise<string> } {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer('', false, undefined, true, true);
  const figures = figuresOf(new MeterProvider({ readers: [exporter] }));
  return { figures, text: async () => serializer.serialize((await exporter.collect()).resourceMetrics) };
}
