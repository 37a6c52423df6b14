namespace Sqs.Runtime.Jobs.Ledger;

/// <summary>What an entry of the ledger changes.</summary>
public enum LedgerKind
{
    /// <summary>What a part is expected to cost.</summary>
    Estimate,

    /// <summary>What is set aside for a part that the vendor has or may have; given back when its usage is settled, or when it never got there.</summary>
    Reserve,

    /// <summary>What the vendor charged.</summary>
    Charge,
}
