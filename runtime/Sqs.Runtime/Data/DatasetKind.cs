namespace Sqs.Runtime.Data;

/// <summary>Where a dataset comes from.</summary>
public enum DatasetKind
{
    /// <summary>A directory with the IDX files of MNIST and its relatives.</summary>
    Idx,

    /// <summary>A directory with the USPS zip-code text files <c>zip.train</c> and <c>zip.test</c>.</summary>
    Usps,

    /// <summary>A table of comma-separated values, a row a sample.</summary>
    Csv,

    /// <summary>A NumPy archive with the arrays <c>x</c>, a row a sample, and <c>y</c>, the labels.</summary>
    Npz,

    /// <summary>A directory of recordings of a vision sensor, N-MNIST binary or AEDAT 2.0 and 3.1, in folders named by their label.</summary>
    Events,

    /// <summary>A task that is generated.</summary>
    Task,
}
