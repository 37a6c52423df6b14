namespace Sqs.Compiler.Graph;

/// <summary>Which pairs of neurons a synapse bundle joins.</summary>
public enum ConnectionKind
{
    /// <summary>Every source with every target.</summary>
    Dense,

    /// <summary>The pairs that are listed.</summary>
    Sparse,

    /// <summary>Source i with target i.</summary>
    OneToOne,
}
