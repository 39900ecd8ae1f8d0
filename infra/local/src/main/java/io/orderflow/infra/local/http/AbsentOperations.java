package io.orderflow.infra.local.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of AWS's operations that the embedded AWS does not have, so that a caller can tell what is left out here from
 * what AWS does not know either. As of the AWS SDK that this project is built with.
 */
public final class AbsentOperations {

    private static final Map<String, Set<String>> NAMES = Map.of(
            "iam",
            names(
                    """
                    AcceptDelegationRequest AcquireRole AddClientIDToOpenIDConnectProvider
                    AddRoleToInstanceProfile AddUserToGroup AssociateDelegationRequest AttachGroupPolicy
                    AttachUserPolicy ChangePassword CreateAccessKey CreateAccountAlias CreateDelegationRequest
                    CreateGroup CreateInstanceProfile CreateLoginProfile CreateOpenIDConnectProvider
                    CreatePolicy CreatePolicyVersion CreateSAMLProvider CreateServiceLinkedRole
                    CreateServiceSpecificCredential CreateUser CreateVirtualMFADevice DeactivateMFADevice
                    DeleteAccessKey DeleteAccountAlias DeleteAccountPasswordPolicy DeleteGroup
                    DeleteGroupPolicy DeleteInstanceProfile DeleteLoginProfile DeleteOpenIDConnectProvider
                    DeletePolicy DeletePolicyVersion DeleteRolePermissionsBoundary DeleteSAMLProvider
                    DeleteServerCertificate DeleteServiceLinkedRole DeleteServiceSpecificCredential
                    DeleteSigningCertificate DeleteSSHPublicKey DeleteUser DeleteUserPermissionsBoundary
                    DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy DetachUserPolicy
                    DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions
                    DisableOutboundWebIdentityFederation EnableMFADevice
                    EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions
                    EnableOutboundWebIdentityFederation GenerateCredentialReport
                    GenerateOrganizationsAccessReport GenerateServiceLastAccessedDetails GetAccessKeyLastUsed
                    GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountProperties
                    GetAccountSummary GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy
                    GetCredentialReport GetDelegationRequest GetGroup GetGroupPolicy GetHumanReadableSummary
                    GetInstanceProfile GetLoginProfile GetMFADevice GetOpenIDConnectProvider
                    GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetPolicy GetPolicyVersion
                    GetRoleTemplateVersion GetSAMLProvider GetServerCertificate GetServiceLastAccessedDetails
                    GetServiceLastAccessedDetailsWithEntities GetServiceLinkedRoleDeletionStatus GetSSHPublicKey
                    GetUser GetUserPolicy ListAccessKeys ListAccountAliases ListAttachedGroupPolicies
                    ListAttachedUserPolicies ListDelegationRequests ListEntitiesForPolicy ListGroupPolicies
                    ListGroups ListGroupsForUser ListInstanceProfileTags ListInstanceProfiles
                    ListInstanceProfilesForRole ListMFADeviceTags ListMFADevices ListOpenIDConnectProviderTags
                    ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies
                    ListPoliciesGrantingServiceAccess ListPolicyTags ListPolicyVersions ListSAMLProviderTags
                    ListSAMLProviders ListServerCertificateTags ListServerCertificates
                    ListServiceSpecificCredentials ListSigningCertificates ListSSHPublicKeys ListUserPolicies
                    ListUserTags ListUsers ListVirtualMFADevices PutAccountProperties PutGroupPolicy
                    PutRolePermissionsBoundary PutUserPermissionsBoundary PutUserPolicy RejectDelegationRequest
                    RemoveClientIDFromOpenIDConnectProvider RemoveRoleFromInstanceProfile RemoveUserFromGroup
                    ResetServiceSpecificCredential ResyncMFADevice SendDelegationToken SetDefaultPolicyVersion
                    SetSecurityTokenServicePreferences SimulateCustomPolicy SimulatePrincipalPolicy
                    TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagPolicy TagSAMLProvider
                    TagServerCertificate TagUser UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider
                    UntagPolicy UntagSAMLProvider UntagServerCertificate UntagUser UpdateAccessKey
                    UpdateAccountPasswordPolicy UpdateDelegationRequest UpdateGroup UpdateLoginProfile
                    UpdateOpenIDConnectProviderThumbprint UpdateRole UpdateRoleDescription UpdateSAMLProvider
                    UpdateServerCertificate UpdateServiceSpecificCredential UpdateSigningCertificate
                    UpdateSSHPublicKey UpdateUser UploadServerCertificate UploadSigningCertificate
                    UploadSSHPublicKey
                    """),
            "logs",
            names(
                    """
                    AssociateKmsKey AssociateSourceToS3TableIntegration CancelExportTask CancelImportTask
                    CreateDelivery CreateExportTask CreateImportTask CreateLogAnomalyDetector CreateLogStream
                    CreateLookupTable CreateScheduledQuery DeleteAccountPolicy DeleteDataProtectionPolicy
                    DeleteDelivery DeleteDeliveryDestination DeleteDeliveryDestinationPolicy
                    DeleteDeliverySource DeleteDestination DeleteIndexPolicy DeleteIntegration
                    DeleteLogAnomalyDetector DeleteLogStream DeleteLookupTable DeleteMetricFilter
                    DeleteQueryDefinition DeleteResourcePolicy DeleteScheduledQuery DeleteSubscriptionFilter
                    DeleteSyslogConfiguration DeleteTransformer DescribeAccountPolicies
                    DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations
                    DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes
                    DescribeImportTaskBatches DescribeImportTasks DescribeIndexPolicies DescribeLookupTables
                    DescribeMetricFilters DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies
                    DescribeSubscriptionFilters DisassociateKmsKey DisassociateSourceFromS3TableIntegration
                    GetDataProtectionPolicy GetDelivery GetDeliveryDestination GetDeliveryDestinationPolicy
                    GetDeliverySource GetIntegration GetLogAnomalyDetector GetLogFields GetLogGroupFields
                    GetLogObject GetLogRecord GetLookupTable GetQueryResults GetScheduledQuery
                    GetScheduledQueryHistory GetStorageTierPolicy GetTransformer ListAggregateLogGroupSummaries
                    ListAnomalies ListIntegrations ListLogAnomalyDetectors ListLogGroups ListLogGroupsForQuery
                    ListScheduledQueries ListSourcesForS3TableIntegration ListSyslogConfigurations
                    PutAccountPolicy PutBearerTokenAuthentication PutDataProtectionPolicy PutDeliveryDestination
                    PutDeliveryDestinationPolicy PutDeliverySource PutDestination PutDestinationPolicy
                    PutIndexPolicy PutIntegration PutLogEvents PutLogGroupDeletionProtection PutMetricFilter
                    PutQueryDefinition PutResourcePolicy PutStorageTierPolicy PutSubscriptionFilter
                    PutSyslogConfiguration PutTransformer StartLiveTail StartQuery StopQuery TestMetricFilter
                    TestTransformer UpdateAnomaly UpdateDeliveryConfiguration UpdateLogAnomalyDetector
                    UpdateLookupTable UpdateScheduledQuery
                    """),
            "sns",
            names(
                    """
                    AddPermission CheckIfPhoneNumberIsOptedOut CreatePlatformApplication CreatePlatformEndpoint
                    CreateSMSSandboxPhoneNumber DeleteEndpoint DeletePlatformApplication
                    DeleteSMSSandboxPhoneNumber GetDataProtectionPolicy GetEndpointAttributes
                    GetPlatformApplicationAttributes GetSMSAttributes GetSMSSandboxAccountStatus
                    ListEndpointsByPlatformApplication ListOriginationNumbers ListPhoneNumbersOptedOut
                    ListPlatformApplications ListSMSSandboxPhoneNumbers OptInPhoneNumber PutDataProtectionPolicy
                    RemovePermission SetEndpointAttributes SetPlatformApplicationAttributes SetSMSAttributes
                    VerifySMSSandboxPhoneNumber
                    """),
            "sqs",
            names("""
                    AddPermission RemovePermission
                    """),
            "sts",
            names(
                    """
                    AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot
                    DecodeAuthorizationMessage GetAccessKeyInfo GetDelegatedAccessToken GetFederationToken
                    GetSessionToken GetWebIdentityToken
                    """));

    private AbsentOperations() {}

    private static Set<String> names(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /**
     * What to say of an operation that is not there.
     *
     * @param service the service as in a signature's scope
     * @return empty if AWS has no such operation either
     */
    public static Optional<String> sentence(String service, String operation) {
        return NAMES.getOrDefault(service, Set.of()).contains(operation)
                ? Optional.of(sentence(operation))
                : Optional.empty();
    }

    /** The query protocol's refusal of an action that is not served. */
    public static AwsError invalidAction(String service, String action) {
        return AwsError.badRequest(
                "InvalidAction",
                sentence(service, action).orElse("The action " + action + " is not valid for this endpoint."));
    }

    /** The sentence of an operation that AWS is known to have. */
    public static String sentence(String operation) {
        return "The embedded AWS has no " + operation + ".";
    }
}
