namespace Sqs.Runtime.Access;

/// <summary>What the holder of a key may do, in the key's project.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See jobs, results, costs and backends.</summary>
    Read = 1,

    /// <summary>Submit, confirm, cancel and repeat jobs.</summary>
    Submit = 2,

    /// <summary>Make and revoke keys and set budgets, of any project.</summary>
    Admin = 4,
}
