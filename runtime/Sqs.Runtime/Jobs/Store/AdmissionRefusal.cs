namespace Sqs.Runtime.Jobs.Store;

/// <summary>Why a part may not be sent yet.</summary>
/// <param name="Cause">Which limit holds it back.</param>
/// <param name="Wait">How long until it may, where that is known.</param>
/// <param name="Reason">The same for people.</param>
public sealed record AdmissionRefusal(AdmissionCause Cause, TimeSpan? Wait, string Reason);
