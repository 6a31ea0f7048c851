// One test file for all: loading the CDK takes longer than everything that is checked here, and each test file of its
// own would load it again. Pick a part with `npm test -- test/infra/stacks -t 'the HTTP API'`.
import './console.checks.ts';
import './data.checks.ts';
import '../../docs/guides.checks.ts';
import '../tools/usage-meter/count-stage.checks.ts';
import '../../docs/security.checks.ts';
import '../tools/delivery/delivery-stack.checks.ts';
import './alarms.checks.ts';
import './dashboards.checks.ts';
import './notifications.checks.ts';
import '../rules/findings.checks.ts';
import '../rules/rules.checks.ts';
import './egress.checks.ts';
import './encryption.checks.ts';
import './functions.checks.ts';
import './http-api.checks.ts';
import './permissions.checks.ts';
import './queues-and-events.checks.ts';
import './replacement.checks.ts';
import './schedules.checks.ts';
import './secrets.checks.ts';
import './stages.checks.ts';
import './state.checks.ts';
import './workflows.checks.ts';
