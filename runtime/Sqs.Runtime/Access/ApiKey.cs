namespace Sqs.Runtime.Access;

/// <summary>A key as it is kept: who holds it and what it allows. The secret itself is not kept.</summary>
/// <param name="Id">Its identifier, the first half of what the holder has.</param>
/// <param name="Project">The project it opens.</param>
/// <param name="User">Who holds it.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">Since when it is void, or null.</param>
public sealed record ApiKey(string Id, string Project, string User, AccessScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
