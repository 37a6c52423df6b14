namespace Sqs.Compiler.Diagnostics;

/// <summary>What reading and writing graph documents and their data files reports.</summary>
public static class GraphDiagnostics
{
    /// <summary>Text that is no JSON.</summary>
    public static readonly DiagnosticDescriptor MalformedJson = Error("SQS1001", "the document is not JSON: {0}");

    /// <summary>A document that cannot be read from disk.</summary>
    public static readonly DiagnosticDescriptor Unreadable = Error("SQS1002", "the document cannot be read: {0}");

    /// <summary>A document of a version this reader does not know.</summary>
    public static readonly DiagnosticDescriptor UnsupportedVersion = Error("SQS1003", "version {0} is not supported; this version reads {1}");

    /// <summary>A key that means nothing.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = Error("SQS1004", "{0} has no key '{1}'{2}; its keys are {3}");

    /// <summary>A key given twice in one object.</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = Error("SQS1005", "the key '{0}' is given twice; keep one");

    /// <summary>A key that must be there.</summary>
    public static readonly DiagnosticDescriptor MissingKey = Error("SQS1006", "{0} has no '{1}'; it needs {2}");

    /// <summary>A value of the wrong type.</summary>
    public static readonly DiagnosticDescriptor WrongType = Error("SQS1007", "{0} is {1}; it must be {2}");

    /// <summary>A number outside its range.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = Error("SQS1008", "{0} is {1}; it must be {2}");

    /// <summary>A number that is not finite.</summary>
    public static readonly DiagnosticDescriptor NotFinite = Error("SQS1009", "{0} is not a finite number; weights, biases and parameters must be finite");

    /// <summary>Rows of different lengths.</summary>
    public static readonly DiagnosticDescriptor Ragged = Error("SQS1010", "this row has {0} entries; the rows before it have {1}");

    /// <summary>An array whose shape does not fit.</summary>
    public static readonly DiagnosticDescriptor WrongShape = Error("SQS1011", "{0} has shape {1}; it must be {2}");

    /// <summary>A name that is no identifier.</summary>
    public static readonly DiagnosticDescriptor BadName = Error("SQS1012", "'{0}' is no name; a name starts with a letter or underscore and goes on with letters, digits and underscores");

    /// <summary>A name used twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = Error("SQS1013", "the name '{0}' is already taken by {1}; names are unique");

    /// <summary>A reference to something that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownNode = Error("SQS1014", "there is no {0} '{1}'{2}; there are {3}");

    /// <summary>A source and a target whose channels cannot be joined.</summary>
    public static readonly DiagnosticDescriptor ChannelMismatch = Error("SQS1015", "'{0}' has {1} channels and '{2}' has {3}; a source has one channel or as many as its target");

    /// <summary>An index of a sparse bundle outside its population.</summary>
    public static readonly DiagnosticDescriptor IndexOutOfRange = Error("SQS1016", "{0} {1} does not exist; '{2}' has {3}, counted from 0");

    /// <summary>A pair listed twice in a sparse bundle.</summary>
    public static readonly DiagnosticDescriptor DuplicateEntry = Error("SQS1017", "the pair source {0}, target {1} is listed twice; add the weights up in one entry");

    /// <summary>A cycle without delay.</summary>
    public static readonly DiagnosticDescriptor ZeroDelayCycle = Error("SQS1018", "the cycle {0} has no delay, so its spikes would wait for themselves; give one of its synapses a delay of at least 1");

    /// <summary>A one-to-one bundle between groups of different sizes.</summary>
    public static readonly DiagnosticDescriptor UnequalSizes = Error("SQS1019", "a one-to-one synapse joins '{0}' of size {1} with '{2}' of size {3}; the sizes must be equal");

    /// <summary>A data file that cannot be used.</summary>
    public static readonly DiagnosticDescriptor DataFile = Error("SQS1020", "the data file '{0}' cannot be used: {1}");

    /// <summary>An archive without the wanted array.</summary>
    public static readonly DiagnosticDescriptor NoArray = Error("SQS1021", "the data file '{0}' holds no array '{1}'{2}; it holds {3}");

    /// <summary>A neuron family, ansatz or other choice that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownChoice = Error("SQS1022", "there is no {0} '{1}'{2}; there are {3}");

    /// <summary>A neuron with more qubits than are supported.</summary>
    public static readonly DiagnosticDescriptor TooManyQubits = Error("SQS1023", "a neuron of {0} channels and {1} memory qubits has {2} qubits; at most {3} are supported");

    /// <summary>More numbers than a graph may hold.</summary>
    public static readonly DiagnosticDescriptor TooLarge = Error("SQS1024", "{0} needs {1} numbers; at most {2} are supported");

    /// <summary>A document that cannot be written.</summary>
    public static readonly DiagnosticDescriptor Unwritable = Error("SQS1025", "'{0}' cannot be written: {1}");

    /// <summary>A gate definition that cannot be an ansatz.</summary>
    public static readonly DiagnosticDescriptor CustomGate = Error("SQS1026", "the gate of this ansatz cannot be used: {0}");

    /// <summary>A population that nothing drives.</summary>
    public static readonly DiagnosticDescriptor NoInput = Warning("SQS1027", "no synapse leads to population '{0}', so its spikes depend on nothing; connect it or remove it");

    /// <summary>A population whose spikes nobody uses.</summary>
    public static readonly DiagnosticDescriptor NoEffect = Warning("SQS1028", "the spikes of '{0}' go nowhere; connect it, make it an output or remove it");

    /// <summary>A population that cannot go on with the qubits it names.</summary>
    public static readonly DiagnosticDescriptor Continues = Error("SQS1029", "'{0}' cannot go on with other qubits: {1}; leave 'continues' out or name a population of natural neurons of the same family and size that it hears, in a graph of one step");

    private static DiagnosticDescriptor Error(string code, string format) => new(code, DiagnosticSeverity.Error, format);

    private static DiagnosticDescriptor Warning(string code, string format) => new(code, DiagnosticSeverity.Warning, format);
}
