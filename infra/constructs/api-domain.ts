import {
  ApiMapping,
  DomainName,
  EndpointType,
  type HttpApi,
  type HttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';

export interface ApiDomainProps {
  readonly name: string;
  /** Of AWS Certificate Manager, in this region. */
  readonly certificateArn: string;
  readonly api: HttpApi;
  readonly stage: HttpStage;
}

/** A name of the company's own for the HTTP API and the console. The API's own address stays too. */
export class ApiDomain extends Construct {
  /** Where the company's DNS has to point the name at. */
  readonly target: string;

  constructor(scope: Construct, id: string, { name, certificateArn, api, stage }: ApiDomainProps) {
    super(scope, id);
    const domainName = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', { api, domainName, stage });
    this.target = domainName.regionalDomainName;
  }
}
