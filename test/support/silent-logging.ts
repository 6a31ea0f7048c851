/** Variables of a function whose log lines and figures nobody looks at in this test. */
export const silentLogging = {
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_NAMESPACE: 'treasury-test',
  POWERTOOLS_METRICS_DISABLED: 'true',
};
