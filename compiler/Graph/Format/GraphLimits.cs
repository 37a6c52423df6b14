namespace Sqs.Compiler.Graph.Format;

/// <summary>Sizes beyond which a graph document is refused before memory is taken for it.</summary>
public static class GraphLimits
{
    /// <summary>The most time steps.</summary>
    public const int Steps = 1 << 20;

    /// <summary>The most neurons of a population or lines of an input.</summary>
    public const int Size = 1 << 24;

    /// <summary>The most steps a spike may take.</summary>
    public const int Delay = 1 << 20;

    /// <summary>The most weights of a bundle, or parameters of a population.</summary>
    public const long Numbers = 1 << 27;

    /// <summary>The most bytes of a document.</summary>
    public const long DocumentBytes = 1L << 29;
}
